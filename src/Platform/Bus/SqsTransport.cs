using Amazon.SQS;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RetailBus.AmazonSqs;
using RetailBus.Platform.Aws;
using RetailBus.Platform.Telemetry.Tracing;

namespace RetailBus.Platform.Bus;

/// <summary>The bus's transport: the one file to change for another.</summary>
internal static class SqsTransport
{
    public static void UseSqsTransport(this IBusRegistrationConfigurator bus) =>
        bus.UsingAmazonSqs((context, configurator) =>
        {
            var aws = context.GetRequiredService<IOptions<AwsOptions>>().Value;
            var options = context.GetRequiredService<IOptions<BusOptions>>().Value;
            configurator.Host(aws.Region, host =>
            {
                if (aws.AccessKeyId is not null)
                {
                    host.AccessKey(aws.AccessKeyId);
                    host.SecretKey(aws.SecretAccessKey!);
                }

                if (aws.ServiceUrl is { } url)
                {
                    host.Config(new AmazonSQSConfig { ServiceURL = url.ToString(), AuthenticationRegion = aws.Region });
                    host.Config(new AmazonSimpleNotificationServiceConfig { ServiceURL = url.ToString(), AuthenticationRegion = aws.Region });
                }

                host.Delivery(new AmazonSqsDeliveryOptions
                {
                    Topology = aws.Provision ? AmazonSqsTopologyMode.Declare : AmazonSqsTopologyMode.Verify,
                    MaxReceiveCount = options.MaxReceiveCount,
                    PollStopTimeout = TimeSpan.FromSeconds(options.PollStopSeconds),
                });
            });
            configurator.UseFilter(new QueueWaits(context.GetRequiredService<TimeProvider>()));
            configurator.ConfigureEndpoints(context);
        });
}
