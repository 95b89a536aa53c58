import { type AccessFormat } from '../format';

/** Load balancers and stores of Amazon. Those with a header (CloudFront) are read by their columns. */
export const CLOUD: readonly AccessFormat[] = [
  {
    name: 'AWS ALB',
    marks: [' app/'],
    template:
      '$word $instant $word $address $address $someSeconds $someSeconds $someSeconds $status $word $count $count "$request" "$quoted" $word $word $target "$trace"$rest',
    example:
      'https 2025-03-12T08:15:00.186641Z app/shop/50dc6c495c0c9188 198.51.100.7:2817 10.0.0.1:80 0.001 0.048 0.000 200 200 34 366 "GET https://shop.example.com:443/orders/7 HTTP/1.1" "curl/8.5.0" ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2 arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/orders/73e2d6bc24d8a067 "Root=1-58337262-36d228ad5d99923122bbe354" "shop.example.com" "-" 0 2025-03-12T08:15:00.137000Z "forward" "-" "-" "10.0.0.1:80" "200" "-" "-"',
  },
  {
    name: 'AWS ELB',
    template:
      '$instant $service $address $address $someSeconds $someSeconds $someSeconds $status $word $count $count "$request"$rest',
    example:
      '2025-03-12T08:15:00.945958Z shop-lb 198.51.100.7:2817 10.0.0.1:80 0.000073 0.001048 0.000057 200 200 0 29 "GET http://shop.example.com:80/orders/7 HTTP/1.1" "curl/8.5.0" - -',
  },
  {
    name: 'AWS NLB',
    template: 'tls $word $instant net/$service/$word $word $address $address $ms $word $count $count $rest',
    example:
      'tls 2.0 2025-03-12T08:15:00 net/shop-tls/c6e77e28c25b2234 g3d4b5e8bb8464cd 198.51.100.7:51341 10.0.0.1:443 5 2 98 246 - arn:aws:acm:eu-central-1:123456789012:certificate/2a108f19 - ECDHE-RSA-AES128-SHA tlsv12 - shop.example.com - - -',
  },
  {
    name: 'Amazon S3',
    template:
      '$word $service [$time] $address $word $word $word $word "$request" $status $word $count $count $ms $count "$quoted" "$quoted"$rest',
    example:
      '79a59df900b949e5 shop-assets [12/Mar/2025:08:15:00 +0000] 198.51.100.7 arn:aws:iam::123456789012:user/ada 3E57427F3EXAMPLE REST.GET.OBJECT a/b.png "GET /shop-assets/a/b.png HTTP/1.1" 200 - 2662 3462 70 10 "-" "curl/8.5.0" -',
  },
];
