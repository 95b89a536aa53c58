import { type AccessFormat } from '../format';

/** Servers within applications: Python, Ruby, Go, JavaScript, Java, .NET, Elixir. */
export const APPLICATIONS: readonly AccessFormat[] = [
  {
    name: 'uWSGI',
    template:
      '[pid: $count|app: $word|req: $word] $maybe $parentheses $braces [$time] $method $path => generated $count bytes in $duration (HTTP/$word $status)$rest',
    example:
      '[pid: 811|app: 0|req: 1/1] 198.51.100.7 () {40 vars in 500 bytes} [Wed Mar 12 08:15:00 2025] GET /orders/7 => generated 615 bytes in 12 msecs (HTTP/1.1 200) 2 headers in 80 bytes (1 switches on core 0)',
  },
  {
    name: 'Gin',
    template: '[GIN] $date | $status | $duration | $address | $method "$path"$rest',
    example: '[GIN] 2025/03/12 - 08:15:00 | 200 |     123.456µs |    198.51.100.7 | GET      "/orders/7"',
  },
  {
    name: 'Fiber',
    template: '$clock | $status | $duration | $address | $method | $path$rest',
    example: '08:15:00 | 200 |  1.234ms |    198.51.100.7 | GET     | /orders/7       | -',
  },
  {
    name: 'uvicorn',
    template: '{?$level: }$address - "$request" $status$rest',
    marks: [' - "'],
    example: 'INFO:     198.51.100.7:51234 - "GET /orders/7 HTTP/1.1" 200 OK',
  },
  {
    name: 'Actix Web',
    template: '{?$word] }$address "$request" $status $count "$quoted" "$quoted" $seconds',
    example: '198.51.100.7 "GET /orders/7 HTTP/1.1" 200 615 "-" "curl/8.5.0" 0.001234',
  },
  {
    name: 'Django',
    template: '[$time] "$request" $status $count',
    example: '[12/Mar/2025 08:15:00] "GET /orders/7 HTTP/1.1" 200 615',
  },
  {
    name: 'Tornado',
    template: '{?$word] }$status $method $path ({?@}$address) $duration{? referer=$word}',
    example: '200 GET /orders/7 (198.51.100.7) 1.23ms',
  },
  {
    name: 'Sanic',
    template: '[$time] - (sanic.access)[$level][$address]: $method $path $status $count',
    example:
      '[2025-03-12 08:15:00 +0000] - (sanic.access)[INFO][198.51.100.7:51000]: GET http://shop.example.com/orders/7  200 615',
  },
  {
    name: 'Negroni',
    template: '[negroni] $instant | $status | $duration | $address | $method $path',
    example: '[negroni] 2025-03-12T08:15:00Z | 200 | \t 123.456µs | shop.example.com | GET /orders/7',
  },
  {
    name: 'chi',
    template: '{?[$bracketed] }"$request" from $address - $status $word in $duration',
    marks: ['" from '],
    example: '"GET http://shop.example.com/orders/7 HTTP/1.1" from 198.51.100.7:51234 - 200 615B in 1.234ms',
  },
  {
    name: 'morgan',
    template: '$method $path $status {?$count - }$duration{? - $count}',
    example: 'GET /orders/7 200 12.345 ms - 615',
  },
  {
    name: 'Ghost',
    template: '"$request" $status $duration',
    example: '"GET /orders/7/" 200 12ms',
  },
  {
    name: 'Strapi',
    template: '{?http: }$method $path ($duration) $status',
    example: 'http: GET /orders/7 (12 ms) 200',
  },
  {
    name: 'Gitea',
    template: 'router: completed $method $path for $address, $status {?$reason}in $duration$rest',
    example: 'router: completed GET /ada/orders for 198.51.100.7:0, 200 OK in 12.3ms @ repo/home.go:1(repo.Home)',
    marks: ['router: completed '],
    isMessage: true,
  },
  {
    name: 'Next.js',
    template: '$method $path $status in $duration$rest',
    example: 'GET /orders/7 200 in 12ms',
  },
  {
    name: 'Ktor',
    template: '{?[$bracketed] $level }{?$word - }$status $phrase: $method - $path in $duration',
    example: '200 OK: GET - /orders/7 in 12ms',
  },
  {
    name: 'Koa',
    template: '--> $method $path $status $duration{? $word}',
    example: '--> GET /orders/7 200 12ms 615b',
  },
  {
    name: 'Rails',
    template: 'Completed $status {?$reason}in $duration$rest',
    example: 'Completed 200 OK in 123ms (Views: 80.1ms | ActiveRecord: 1.0ms | Allocations: 99)',
    marks: ['Completed '],
    isMessage: true,
  },
  {
    name: 'Phoenix',
    template: 'Sent $status in $duration',
    example: 'Sent 200 in 350µs',
    marks: ['Sent '],
    isMessage: true,
  },
  {
    name: 'Serilog request logging',
    template: 'HTTP {?"}$method{?"} {?"}$path{?"} responded $status in $duration$rest',
    example: 'HTTP GET /orders/7 responded 200 in 12.3456 ms',
    marks: ['HTTP '],
    isMessage: true,
  },
  {
    name: 'ASP.NET Core',
    template: 'Request finished HTTP/$word $method $path {?$fewWords}- $status {?$fewWords}$duration',
    example:
      'Request finished HTTP/1.1 GET http://shop.example.com/orders/7 - 200 615 text/html;+charset=utf-8 12.3456ms',
    marks: ['Request finished '],
    isMessage: true,
  },
  {
    name: 'ASP.NET Core 2 and 3',
    template: 'Request finished in $duration $status',
    example: 'Request finished in 12.3456ms 200 text/html; charset=utf-8',
    marks: ['Request finished '],
    isMessage: true,
  },
  {
    name: 'OpenStack',
    template: '"$request" status: $status len: $count time: $seconds',
    example: '198.51.100.7 "GET /v2/servers/detail HTTP/1.1" status: 200 len: 1893 time: 0.2477829',
    marks: ['"GET ', '"POST ', '"PUT ', '"DELETE ', '"PATCH ', '"HEAD '],
    isMessage: true,
  },
  {
    name: 'CoreDNS',
    template: '$address - $count "$quoted" $code $word $count $duration',
    example:
      '10.244.0.5:36498 - 50103 "A IN orders.shop.svc.cluster.local. udp 45 false 512" NOERROR qr,aa,rd 88 0.000216s',
    marks: [' IN '],
  },
  {
    name: 'CouchDB',
    template: '[$level] $instant $word <$word> $trace $host $address $word $method $path $status $word $ms',
    example:
      '[notice] 2025-03-12T08:15:00.123456Z nonode@nohost <0.811.0> c6f2a1d07e orders.example.com 198.51.100.7 undefined GET /orders/7 200 ok 12',
  },
  {
    name: 'Bitbucket',
    template:
      '$address | $word | $trace | $cell| $date | "$request" | "$quoted" "$quoted" | $status | $count | $count | $cell| $ms | $rest',
    example:
      '198.51.100.7 | https | o@1x870x1 | ada | 2025-03-12 08:15:00,123 | "GET /rest/api/1.0/orders HTTP/1.1" | "" "curl/8.5.0" | 200 | 0 | 615 | - | 12 | 1abc |',
    marks: [' | "'],
  },
  {
    name: 'File Browser',
    template: '$date $path: $status $address $rest',
    example: '2025/03/12 08:15:00 /api/login: 403 198.51.100.7 <nil>',
  },
  {
    name: 'Artifactory',
    template: '$instant|$trace|$cell|$cell|$method|$path|$status|$rest',
    example: '2025-03-12T08:15:00.123Z|76ca9a3b8c3d2e1f|198.51.100.7|ada|GET|/api/repositories|200|-1|0|12|curl/8.5.0',
  },
];
