import { type AccessFormat } from '../format';
import { HOUR } from '../../../time/units';

/** Apache's %D is microseconds, its %T seconds; Jetty and older Tomcats write milliseconds. No answer takes an hour. */
const APACHE = { units: ['us', 's', 'ms'], longestMs: HOUR } as const;
const JAVA = { units: ['ms', 'us', 's'], longestMs: HOUR } as const;

/** nginx, Apache httpd and what writes as they do. A format stands before those that would take its lines too. */
export const WEB_SERVERS: readonly AccessFormat[] = [
  {
    name: 'ingress-nginx',
    template: '$clf "$quoted" "$quoted" $count $seconds [$upstream] [$bracketed] $list $list $list $list{? $trace}',
    example:
      '198.51.100.7 - - [12/Mar/2025:08:15:00 +0000] "GET /orders/7 HTTP/1.1" 200 615 "-" "curl/8.5.0" 82 0.004 [shop-orders-80] [] 10.244.0.7:8080 615 0.004 200 0a1b2c3d4e5f60718293a4b5c6d7e8f9',
  },
  {
    name: 'Traefik, common log format',
    template: '$clf "$quoted" "$quoted" $count "$upstream" "$quoted" $duration',
    example:
      '198.51.100.7 - - [12/Mar/2025:08:15:00 +0000] "GET /orders/7 HTTP/1.1" 200 615 "-" "curl/8.5.0" 11 "orders@docker" "http://10.0.1.4:8080" 12ms',
  },
  {
    name: 'Kong',
    template: '$clf "$quoted" "$quoted" kong_request_id: "$trace"',
    example:
      '198.51.100.7 - - [12/Mar/2025:08:15:00 +0000] "GET /orders/7 HTTP/1.1" 200 615 "-" "curl/8.5.0" kong_request_id: "0a1b2c3d4e5f60718293a4b5c6d7e8f9"',
  },
  {
    name: 'nginx, combined with the request time',
    template: '$clf "$quoted" "$quoted"{? "$quoted"} $seconds{? $list}{? $list}{? $list}{? "$quoted"}',
    example: '198.51.100.7 - - [12/Mar/2025:08:15:00 +0000] "GET /orders/7 HTTP/1.1" 200 615 "-" "curl/8.5.0" 0.120',
  },
  {
    name: 'nginx, combined with times in quotes',
    template: '$clf "$quoted" "$quoted"{? "$quoted"} "$seconds"{? "$list"}',
    example:
      '198.51.100.7 - - [12/Mar/2025:08:15:00 +0000] "GET /orders/7 HTTP/1.1" 200 615 "-" "curl/8.5.0" "0.120" "0.118"',
  },
  {
    name: 'nginx, the request time before the referrer',
    template: '$clf $seconds "$quoted" "$quoted"$rest',
    example: '198.51.100.7 - - [12/Mar/2025:08:15:00 +0000] "GET /orders/7 HTTP/1.1" 200 615 0.120 "-" "curl/8.5.0"',
  },
  {
    name: 'Apache, combined with %T/%D',
    template: '$clf "$quoted" "$quoted" {?**}$count/$us{?**}',
    example:
      '198.51.100.7 - - [12/Mar/2025:08:15:00 +0000] "GET /orders/7 HTTP/1.1" 200 615 "-" "curl/8.5.0" **0/120345**',
  },
  {
    name: 'Apache, combined with %D',
    template: '$clf "$quoted" "$quoted"{? "$quoted"} {?"}$number{?"}',
    example: '198.51.100.7 - - [12/Mar/2025:08:15:00 +0100] "GET /orders/7 HTTP/1.1" 200 615 "-" "curl/8.5.0" 120345',
    prior: APACHE,
  },
  {
    name: 'Varnish, combined with hits and seconds',
    template: '$clf "$quoted" "$quoted" $hit $seconds',
    example:
      '198.51.100.7 - - [12/Mar/2025:08:15:00 +0000] "GET /orders/7 HTTP/1.1" 200 615 "-" "curl/8.5.0" hit 0.000123',
  },
  {
    name: 'combined with a duration',
    template: '$clf "$quoted" "$quoted"{? "$quoted"} {?- }$duration',
    example: '198.51.100.7 - - [12/Mar/2025:08:15:00 +0000] "GET /orders/7 HTTP/1.1" 200 615 "-" "curl/8.5.0" 12.3ms',
  },
  {
    name: 'Sonatype Nexus',
    template: '$clf $count $ms "$quoted" [$bracketed]',
    example:
      '198.51.100.7 - ada [12/Mar/2025:08:15:00 +0000] "GET /repository/x HTTP/1.1" 200 - 615 12 "Maven/3.9" [qtp1234-77]',
  },
  {
    name: 'Apache and nginx, combined',
    template: '$clf "$quoted" "$quoted"{? "$quoted"}',
    example:
      '198.51.100.7 - ada [12/Mar/2025:08:15:00 +0000] "GET /orders/7 HTTP/1.1" 200 615 "https://example.com/" "Mozilla/5.0"',
  },
  {
    name: 'combined with more behind it',
    template: '$clf "$quoted" "$quoted"$pairs',
    example:
      '198.51.100.7 - - [12/Mar/2025:08:15:00 +0000] "GET /orders/7 HTTP/1.1" 200 615 "-" "curl/8.5.0" "-" rt=0.120 uct="0.000" urt="0.118"',
  },
  {
    name: 'common with the request time',
    template: '$clf $seconds',
    example: '198.51.100.7 - - [12/Mar/2025:08:15:00 +0000] "GET /orders/7 HTTP/1.1" 200 615 0.0123',
  },
  {
    name: 'Tomcat and Jetty, common with %D',
    template: '$clf{? "$quoted"} $number',
    example: '198.51.100.7 - - [12/Mar/2025:08:15:00 +0000] "GET /orders/7 HTTP/1.1" 200 615 120',
    prior: JAVA,
  },
  {
    name: 'common with a duration',
    template: '$clf $duration',
    example: '198.51.100.7 - - [12/Mar/2025:08:15:00 +0000] "GET /orders/7 HTTP/1.1" 200 615 12.3ms',
  },
  {
    name: 'common log format',
    template: '$clf',
    example: '198.51.100.7 - - [12/Mar/2025:08:15:00 +0000] "GET /orders/7 HTTP/1.0" 200 615',
  },
  {
    name: 'common with more behind it',
    template: '$clf $pairs',
    example: '198.51.100.7 - - [12/Mar/2025:08:15:00 +0000] "GET /orders/7 HTTP/1.1" 200 615 c6f2a1d0 duration=12ms',
  },
  {
    name: 'Apache APISIX',
    template: '$address $word $user[$time] $address "$request" $status $count $seconds "$quoted" "$quoted"$rest',
    example:
      '198.51.100.7 - - [12/Mar/2025:08:15:00 +0000] shop.example.com "GET /orders/7 HTTP/1.1" 200 615 0.012 "-" "curl/8.5.0" 10.0.1.4:80 200 0.011 "http://shop.example.com"',
  },
  {
    name: 'Loki gateway',
    template: '$address $word $user[$time] $status "$request" $count "$quoted" "$quoted"{? "$quoted"}',
    example:
      '10.88.0.3 - - [12/Mar/2025:08:15:00 +0000]  204 "POST /loki/api/v1/push HTTP/1.1" 0 "-" "promtail/2.9.2" "-"',
  },
  {
    name: 'nginx, the time in ISO 8601 first',
    template: '$instant $address {?$host }"$request" $status $count $seconds$rest',
    example:
      '2025-03-12T08:15:00+00:00 198.51.100.7 shop.example.com "GET /orders/7 HTTP/1.1" 200 615 0.120 "curl/8.5.0"',
  },
  {
    name: 'a request between bars',
    template: '$instant|$cell|$method|$path|$status|$rest',
    example: '2025-03-12T08:15:00+00:00|198.51.100.7|POST|/orders/7|200|curl/8.5.0',
  },
  {
    name: 'nginx stream',
    template: '$address [$time] $transport $status $count $count $seconds$rest',
    example: '198.51.100.7 [12/Mar/2025:08:15:00 +0000] TCP 200 124 615 0.052',
  },
  {
    name: 'aiohttp',
    template: '$address [$time] "$request" $status $count "$quoted" "$quoted"{? $seconds}',
    example: '198.51.100.7 [12/Mar/2025:08:15:00 +0000] "GET /orders/7 HTTP/1.1" 200 615 "-" "curl/8.5.0"',
  },
];
