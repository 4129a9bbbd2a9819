using System.Diagnostics.Metrics;
using Amazon.Runtime;
using Amazon.SQS;
using RetailBus.LocalCloud;

namespace RetailBus.Benchmarks.Messages;

/// <summary>A local cloud in this process, with its requests counted.</summary>
internal sealed class Cloud : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly LocalCloudServer _server;
    private readonly MeterListener _listener = new();
    private readonly RequestCounts _sqs = new();
    private long _requests;

    private Cloud(DirectoryInfo folder, LocalCloudServer server)
    {
        (_folder, _server) = (folder, server);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument is { Meter.Name: "Microsoft.AspNetCore.Hosting", Name: "http.server.request.duration" })
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>((_, _, _, _) => Interlocked.Increment(ref _requests));
        _listener.Start();
    }

    public Uri Url => _server.Url;

    /// <summary>Answered so far.</summary>
    public long Requests => Interlocked.Read(ref _requests);

    public static async Task<Cloud> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("retailbus-bench-cloud-");
        return new Cloud(folder, await LocalCloudServer.StartAsync(new LocalCloudOptions { DataDirectory = folder.FullName, Port = 0 }));
    }

    public CloudRequests ReadRequests() => new(Requests, _sqs.Read());

    /// <summary>How a client reaches it, and is counted.</summary>
    public AmazonSQSConfig Config() => new() { ServiceURL = Url.ToString(), AuthenticationRegion = "us-east-1", HttpClientFactory = _sqs };

    public AmazonSQSClient Client() => new(new BasicAWSCredentials("test", "test"), Config());

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
