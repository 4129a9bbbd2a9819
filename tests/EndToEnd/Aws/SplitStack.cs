using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RetailBus.Cli.Stack;
using RetailBus.LocalCloud;

namespace RetailBus.EndToEnd.Aws;

/// <summary>
/// The five services as ECS runs them: apart, with keys of their own, on what the templates make, and with no right to make more.
/// </summary>
internal sealed class SplitStack : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("retailbus-split-");
    private readonly List<IAsyncDisposable> _running = [];

    private SplitStack()
    {
    }

    /// <summary>Of pages and API.</summary>
    public string Url { get; private set; } = "";

    public Uri Cloud { get; private set; } = new("http://127.0.0.1");

    public string Folder => _folder.FullName;

    public static async Task<SplitStack> StartAsync(CancellationToken cancellationToken)
    {
        var stack = new SplitStack();
        try
        {
            await stack.StartAllAsync(cancellationToken);
            return stack;
        }
        catch
        {
            await stack.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var part in _running.AsEnumerable().Reverse())
            await part.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task StartAllAsync(CancellationToken cancellationToken)
    {
        var cloud = await LocalCloudServer.StartAsync(
            new LocalCloudOptions { DataDirectory = Path.Combine(Folder, "cloud"), Port = 0 }, loggerFactory: null, cancellationToken);
        _running.Add(cloud);
        Cloud = cloud.Url;
        using (var made = new AwsApplied(cloud.Url))
        {
            var messaging = AwsStacks.Messaging("000000000000", all: true);
            await made.MakeAsync(messaging, AwsStacks.Storage("000000000000", messaging));
        }

        var addresses = new Dictionary<string, string?> { ["Lineage:Url"] = await ReceiverAsync(cancellationToken) };
        foreach (var role in new[] { StackRole.Ingest, StackRole.Transform, StackRole.Warehouse, StackRole.Orchestrator, StackRole.Web })
        {
            var service = await RetailBusStack.StartAsync(
                new StackOptions
                {
                    DataDirectory = Path.Combine(Folder, role),
                    Port = 0,
                    Roles = [role],
                    AwsUrl = cloud.Url,
                    Settings = SettingsOf(role, addresses),
                },
                cancellationToken);
            _running.Add(service);
            Url = service.Url!.ToString();
            addresses[$"Services:{char.ToUpperInvariant(role[0])}{role[1..]}"] = Url;
        }
    }

    /// <summary>Takes every run event.</summary>
    private async Task<string> ReceiverAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var receiver = builder.Build();
        receiver.MapPost("/{**path}", () => Results.Ok());
        await receiver.StartAsync(cancellationToken);
        _running.Add(receiver);
        return receiver.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
    }

    private static Dictionary<string, string?> SettingsOf(string role, Dictionary<string, string?> addresses) =>
        new(AwsStacks.Settings.Concat(addresses))
        {
            ["Aws:AccessKeyId"] = role,
            ["Aws:SecretAccessKey"] = role,
            ["Security:ServiceKey"] = "the services' key of this test, and of no other",
            ["CloudEvents:Topic"] = AwsStacks.PublicEvents,
            ["Logging:LogLevel:Default"] = "None",
            ["Ingest:UploadSweepPeriod"] = "00:01:00",
            ["Orchestrator:ReconcileGrace"] = "00:00:01",
            ["Erasing:VerifyAfter"] = "00:00:01",
        };
}
