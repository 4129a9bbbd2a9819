namespace RetailBus.Chaos.Stack;

/// <summary>The local cloud and each service as a process of its own, on one data folder.</summary>
internal sealed class ServiceProcesses : IAsyncDisposable
{
    private const string CloudName = "cloud";
    private const string WarehouseName = "warehouse";
    private const string OrchestratorName = "orchestrator";

    private readonly string _folder;
    private readonly IReadOnlyDictionary<string, string> _settings;

    private ServiceProcesses(string folder, IReadOnlyDictionary<string, string> settings, int cloudPort)
    {
        _folder = folder;
        _settings = settings;
        Cloud = new ServiceProcess(
            CloudName, "AWS endpoint", ["up", "--roles", CloudName, "--data", folder, "--cloud-port", $"{cloudPort}"], settings, LogOf(CloudName));
    }

    public ServiceProcess Cloud { get; }

    public IReadOnlyList<ServiceProcess> Services { get; private set; } = [];

    public IEnumerable<ServiceProcess> All => Services.Prepend(Cloud);

    public ServiceProcess Warehouse => Service(WarehouseName);

    public ServiceProcess Orchestrator => Service(OrchestratorName);

    /// <summary>Starts the local cloud, then the services, with the address that <paramref name="prepare"/> makes of the local cloud's.</summary>
    public static async Task<ServiceProcesses> StartAsync(
        string folder,
        int orchestrators,
        IReadOnlyDictionary<string, string> settings,
        Func<Uri, Task<Uri>> prepare,
        CancellationToken cancellationToken)
    {
        var processes = new ServiceProcesses(folder, settings, Ports.Free());
        try
        {
            await processes.Cloud.StartAsync(cancellationToken);
            var aws = await prepare(processes.Cloud.Url);
            string[] roles = ["ingest", "transform", WarehouseName, .. Enumerable.Repeat(OrchestratorName, orchestrators)];
            processes.Services = [.. roles.Select((role, number) => processes.Service(role, number, aws))];
            await processes.StartAsync(processes.Services, cancellationToken);
            return processes;
        }
        catch
        {
            await processes.DisposeAsync();
            throw;
        }
    }

    /// <summary>The cloud first: without it no service starts.</summary>
    public async Task StartAsync(IReadOnlyCollection<ServiceProcess> ended, CancellationToken cancellationToken)
    {
        if (ended.Contains(Cloud))
            await Cloud.StartAsync(cancellationToken);
        await Task.WhenAll(ended.Where(process => process != Cloud).Select(process => process.StartAsync(cancellationToken)));
    }

    /// <summary>The first of a role.</summary>
    public ServiceProcess Service(string role) => Services.First(service => service.Name == role);

    public async ValueTask DisposeAsync() => await Task.WhenAll(All.Select(process => process.KillAsync()));

    private ServiceProcess Service(string role, int number, Uri aws) => new(
        role, "pages and API",
        ["up", "--roles", role, "--data", _folder, "--port", "0", "--aws-url", aws.ToString()],
        _settings, LogOf($"{role}-{number}"));

    private string LogOf(string name) => Path.Combine(_folder, $"{name}.log");
}
