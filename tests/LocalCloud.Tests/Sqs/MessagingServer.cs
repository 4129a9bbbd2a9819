using Amazon.Runtime;
using Amazon.SQS;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RetailBus.LocalCloud.Hosting;
using RetailBus.LocalCloud.Sqs;
using RetailBus.LocalCloud.Sqs.Journal;

namespace RetailBus.LocalCloud.Tests.Sqs;

/// <summary>SQS and SNS on a free port of loopback, over a data folder of their own.</summary>
internal sealed class MessagingServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly DataFolder? _ownFolder;

    private MessagingServer(WebApplication app, DataFolder? ownFolder)
    {
        _app = app;
        _ownFolder = ownFolder;
    }

    public string Url => _app.Urls.Single();

    public IServiceProvider Services => _app.Services;

    public static async Task<MessagingServer> StartAsync(string? dataDirectory = null)
    {
        var ownFolder = dataDirectory is null ? new DataFolder() : null;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddConsole().SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(new SqsSnsSettings(dataDirectory ?? ownFolder!.Path, "us-east-1", "000000000000"));
        builder.Services.AddLocalSqsAndSns();
        var app = builder.Build();
        var services = app.Services.GetServices<IAwsService>().ToDictionary(s => s.Name);
        app.Run(context => services[ServiceOf(context.Request)].HandleAsync(context));
        await app.StartAsync();
        return new(app, ownFolder);
    }

    public AmazonSQSClient SqsClient() => new(
        new BasicAWSCredentials("test", "test"),
        new AmazonSQSConfig { ServiceURL = Url, AuthenticationRegion = "us-east-1", MaxErrorRetry = 0, MaxStaleConnectionRetries = 0 });

    public HttpClient HttpClient() => new() { BaseAddress = new Uri(Url) };

    /// <summary>Waits until so many receives wait at the queue.</summary>
    public async Task UntilPollingAsync(string queue, int polls)
    {
        var store = Services.GetRequiredService<MessagingStore>();
        while (Count() != polls)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        int Count()
        {
            lock (store.Gate)
                return store.State.QueuesByName[queue].Polls.Count;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _ownFolder?.Dispose();
    }

    private static string ServiceOf(HttpRequest request) =>
        request.Headers.Authorization.ToString().Contains("/sns/", StringComparison.Ordinal) ? "sns" : "sqs";
}
