using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace RetailBus.AmazonSqs.Tests;

/// <summary>A started bus on the server under test, with names of its own, and the AWS SDK beside it to look at the queues.</summary>
public sealed class TestBus : IAsyncDisposable
{
    private readonly IHost _host;
    private bool _started;

    private TestBus(IHost host, Uri serviceUrl, string prefix)
    {
        _host = host;
        Prefix = prefix;
        Sqs = CreateSqs(serviceUrl);
    }

    public string Prefix { get; }

    public IAmazonSQS Sqs { get; }

    public IServiceProvider Services => _host.Services;

    public IBus Bus => Services.GetRequiredService<IBus>();

    public IBusControl Control => Services.GetRequiredService<IBusControl>();

    public Journal Journal => Services.GetRequiredService<Journal>();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static AmazonSQSClient CreateSqs(Uri serviceUrl) => new(
        new BasicAWSCredentials("test", "test"),
        new AmazonSQSConfig { ServiceURL = serviceUrl.ToString(), AuthenticationRegion = "us-east-1", MaxStaleConnectionRetries = 0 });

    /// <param name="serviceUrl">The server.</param>
    /// <param name="register">Consumers and sagas.</param>
    /// <param name="endpoints">Endpoints by hand; null configures them from the registrations.</param>
    /// <param name="prefix">Names of another bus, to share its queues; null for names of its own.</param>
    /// <param name="journal">Another bus's journal; null for one of its own.</param>
    /// <param name="delivery">Delivery options; null for those that suit tests.</param>
    /// <param name="http">How SQS is reached, without the SDK's own retries; null for as usual.</param>
    /// <param name="services">Further services.</param>
    public static async Task<TestBus> StartAsync(
        Uri serviceUrl,
        Action<IBusRegistrationConfigurator>? register = null,
        Action<IBusRegistrationContext, IAmazonSqsBusFactoryConfigurator, string>? endpoints = null,
        string? prefix = null,
        Journal? journal = null,
        AmazonSqsDeliveryOptions? delivery = null,
        HttpClientFactory? http = null,
        Action<IServiceCollection>? services = null)
    {
        var bus = Create(serviceUrl, register, endpoints, prefix, journal, delivery, http, services);
        await bus.StartAsync();
        return bus;
    }

    /// <summary>The same, not started.</summary>
    public static TestBus Create(
        Uri serviceUrl,
        Action<IBusRegistrationConfigurator>? register = null,
        Action<IBusRegistrationContext, IAmazonSqsBusFactoryConfigurator, string>? endpoints = null,
        string? prefix = null,
        Journal? journal = null,
        AmazonSqsDeliveryOptions? delivery = null,
        HttpClientFactory? http = null,
        Action<IServiceCollection>? services = null)
    {
        prefix ??= NewPrefix();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        if (Environment.GetEnvironmentVariable("TRANSPORT_TEST_LOG") is not null)
            builder.Logging.AddSimpleConsole(o => o.TimestampFormat = "HH:mm:ss.fff ").SetMinimumLevel(LogLevel.Debug);
        builder.Services.AddSingleton(journal ?? new Journal());
        services?.Invoke(builder.Services);
        builder.Services.AddMassTransit(x =>
        {
            x.DisableUsageTelemetry();
            x.SetEndpointNameFormatter(new KebabCaseEndpointNameFormatter(prefix, false));
            register?.Invoke(x);
            x.UsingAmazonSqs((context, cfg) =>
            {
                Connect(cfg, serviceUrl, prefix, delivery, http);
                cfg.WaitTimeSeconds = 1;
                if (endpoints is null) cfg.ConfigureEndpoints(context);
                else endpoints(context, cfg, prefix);
            });
            x.AddAmazonSqsConfigureEndpointsCallback((_, _, endpoint) => endpoint.WaitTimeSeconds = 1);
        });
        builder.Services.Configure<MassTransitHostOptions>(options => options.WaitUntilStarted = true);
        return new TestBus(builder.Build(), serviceUrl, prefix);
    }

    public static string NewPrefix() => "t" + Guid.NewGuid().ToString("N")[..10];

    /// <summary>The server under test as the bus's host.</summary>
    public static void Connect(
        IAmazonSqsBusFactoryConfigurator cfg,
        Uri serviceUrl,
        string prefix,
        AmazonSqsDeliveryOptions? delivery = null,
        HttpClientFactory? http = null) =>
        cfg.Host("us-east-1", h =>
        {
            h.AccessKey("test");
            h.SecretKey("test");
            h.Scope(prefix, scopeTopics: true);
            var sqs = new AmazonSQSConfig { ServiceURL = serviceUrl.ToString(), HttpClientFactory = http };
            if (http is not null) sqs.MaxErrorRetry = 0;
            h.Config(sqs);
            h.Config(new AmazonSimpleNotificationServiceConfig { ServiceURL = serviceUrl.ToString() });
            h.Delivery(delivery ?? new AmazonSqsDeliveryOptions { PollStopTimeout = TimeSpan.FromSeconds(2) });
        });

    public async Task StartAsync()
    {
        await _host.StartAsync(Cancel);
        _started = true;
    }

    public async Task<ISendEndpoint> EndpointAsync(string queue) => await Bus.GetSendEndpoint(new Uri($"queue:{queue}"));

    /// <summary>The next message of a queue, taken off it; waits for the queue and the message.</summary>
    public async Task<Message> TakeAsync(string queue)
    {
        while (true)
        {
            try
            {
                var url = (await Sqs.GetQueueUrlAsync(queue, Cancel)).QueueUrl;
                var response = await Sqs.ReceiveMessageAsync(
                    new ReceiveMessageRequest(url)
                    {
                        WaitTimeSeconds = 1,
                        MessageAttributeNames = ["All"],
                        MessageSystemAttributeNames = ["All"],
                    },
                    Cancel);
                if (response.Messages is not { Count: > 0 } messages) continue;
                await Sqs.DeleteMessageAsync(url, messages[0].ReceiptHandle, Cancel);
                return messages[0];
            }
            catch (QueueDoesNotExistException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancel);
            }
        }
    }

    /// <summary>Visible and in-flight messages.</summary>
    public async Task<(int Visible, int InFlight)> DepthAsync(string queue)
    {
        var url = (await Sqs.GetQueueUrlAsync(queue, Cancel)).QueueUrl;
        var attributes = await Sqs.GetQueueAttributesAsync(url, ["All"], Cancel);
        return (attributes.ApproximateNumberOfMessages, attributes.ApproximateNumberOfMessagesNotVisible);
    }

    public Task StopAsync() => _host.StopAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        if (_started) await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
        Sqs.Dispose();
    }
}
