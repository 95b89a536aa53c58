import { type AccessFormat } from '../format';

/** Load balancers and proxies of their own forms. */
export const PROXIES: readonly AccessFormat[] = [
  {
    name: 'HAProxy, HTTP',
    template:
      '$address [$time] $word $service/$word $timer/$timer/$timer/$timer/$ms $status {?+}$count $word $word $flags $word $word{? $braces}{? $braces} "$request"$rest',
    example:
      '198.51.100.7:33317 [12/Mar/2025:08:14:59.655] http-in orders/srv1 10/0/30/69/109 200 2750 - - ---- 1/1/1/1/0 0/0 {shop.example.com} {} "GET /orders/7 HTTP/1.1"',
  },
  {
    name: 'HAProxy, TCP',
    template: '$address [$time] $word $service/$word $timer/$timer/$ms {?+}$count $flags $word $word$rest',
    example: '198.51.100.7:33320 [12/Mar/2025:08:14:59.655] db-in orders-db/pg1 0/1/5007 212 -- 1/1/1/1/0 0/0',
  },
  {
    name: 'Cloud Foundry, Gorouter',
    template:
      '$host - [$instant] "$request" $status $count $count "$quoted" "$quoted" "$quoted" "$quoted" x_forwarded_for:"$quoted" x_forwarded_proto:"$quoted" vcap_request_id:"$trace" response_time:$seconds$rest',
    example:
      'shop.example.com - [2025-03-12T08:15:00.123456789Z] "GET /orders/7 HTTP/1.1" 200 0 615 "-" "curl/8.5.0" "198.51.100.7:51000" "10.0.1.4:61000" x_forwarded_for:"198.51.100.7" x_forwarded_proto:"https" vcap_request_id:"c6f2a1d0-7e1b-9c4d" response_time:0.012345 gorouter_time:0.000123 app_id:"a1"',
    marks: [' vcap_request_id:"'],
  },
  {
    name: 'OAuth2 Proxy',
    template:
      '$address - $trace - $word [$date] $host $method $word "$path" HTTP/$word "$quoted" $status $count $seconds',
    example:
      '198.51.100.7:51000 - c6f2a1d0-7e1b-9c4d - ada@example.com [2025/03/12 08:15:00] shop.example.com GET orders:8080 "/orders/7" HTTP/1.1 "curl/8.5.0" 200 615 0.012',
    marks: ['" HTTP/'],
  },
  {
    name: 'Istio',
    template:
      '[$time] "$request" $status $flags $word $word "$quoted" $count $count $ms $count "$quoted" "$quoted" "$trace" "$upstream" "$quoted" $rest',
    example:
      '[2025-03-12T08:15:00.123Z] "GET /orders/7 HTTP/1.1" 503 UF via_upstream - "-" 0 91 2000 - "-" "curl/8.5.0" "c6f2a1d0-7e1b-9c4d" "orders.shop:80" "10.0.1.4:8080" outbound|80||orders.shop.svc.cluster.local 10.0.0.1:1 10.0.0.2:80 10.0.0.3:2 - default',
  },
  {
    name: 'Envoy',
    template:
      '[$time] "$request" $status $flags $count $count $ms $count "$quoted" "$quoted" "$trace" "$upstream" "$quoted"$rest',
    example:
      '[2025-03-12T08:15:00.123Z] "GET /orders/7 HTTP/1.1" 200 - 0 615 12 10 "198.51.100.7" "curl/8.5.0" "c6f2a1d0-7e1b-9c4d" "orders.shop:80" "10.0.1.4:8080"',
  },
  {
    name: 'Squid',
    template: '$epoch $ms $address $code/$status $count $method $path $rest',
    example:
      '1741767300.123    109 198.51.100.7 TCP_MISS/200 2750 GET http://example.com/orders/7 - HIER_DIRECT/93.184.216.34 text/html',
  },
  {
    name: 'Squid, the time in brackets',
    template: '[$time] $ms $address $code/$status $count $method $path $rest',
    example:
      '[12/Mar/2025:08:15:00 +0000]    109 198.51.100.7 TCP_MISS/200 2750 GET http://example.com/orders/7 - HIER_DIRECT/93.184.216.34 text/html',
  },
  {
    name: 'Nginx Proxy Manager',
    template:
      '[$time] {?$word $list }$status - $method $word $host "$path" [Client $bracketed] [Length $bracketed] [Gzip $bracketed]$rest',
    example:
      '[12/Mar/2025:08:15:00 +0000] - 200 200 - GET https shop.example.com "/orders/7" [Client 198.51.100.7] [Length 615] [Gzip -] [Sent-to 10.0.1.4] "curl/8.5.0" "-"',
  },
  {
    name: 'Heroku router',
    template:
      'at=$word{? code=$flags}{? desc="$quoted"} method=$method path="$path" host=$maybe{? request_id=$trace} fwd=$maybe dyno=$dyno connect=$maybe service=$latency status=$status bytes=$maybe$rest',
    example:
      'at=info method=GET path="/orders/7" host=shop.example.com request_id=8601b555-6a83-4c12 fwd="198.51.100.7" dyno=web.1 connect=1ms service=18ms status=200 bytes=615',
  },
];
