using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using RetailBus.Cli.Stack;
using RetailBus.Contracts.Runs;
using RetailBus.Platform.Security;
using RetailBus.Web.Security.Accounts;

namespace RetailBus.Web.Tests.Security;

/// <summary>A whole stack that asks everybody who they are: an account and a key for each role.</summary>
public sealed class GuardedStack : IAsyncLifetime
{
    public const string Password = "correct horse battery";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("retailbus-guarded-");
    private readonly Dictionary<string, string> _keys = [];
    private RetailBusStack? _stack;

    public Uri Url => _stack!.Url!;

    public IServiceProvider Services => _stack!.Services!;

    public AccountStore Accounts { get; private set; } = default!;

    public async ValueTask InitializeAsync()
    {
        var security = StackSettings.SecurityFolder(_folder.FullName);
        Accounts = new AccountStore(security);
        var keys = new ApiKeyStore(security);
        foreach (var role in AccessRoles.Names)
        {
            Accounts.Add($"{role}-person", role, Password);
            _keys[role] = keys.Issue(role, role, TimeProvider.System.GetUtcNow());
        }

        _stack = await RetailBusStack.StartAsync(
            new StackOptions
            {
                DataDirectory = _folder.FullName,
                Port = 0,
                CloudPort = 0,
                Settings = new Dictionary<string, string?> { ["SignIn:Attempts"] = "100", ["SignIn:RequestsPerSecond"] = "1000" },
            },
            TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_stack is not null)
            await _stack.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    public static string NameOf(string role) => $"{role}-person";

    public string KeyOf(string role) => _keys[role];

    /// <summary>A program with a role's key; without, one that nobody knows.</summary>
    public HttpClient Program(string? role = null)
    {
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Url };
        if (role is not null)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", KeyOf(role));
        return http;
    }

    /// <summary>Lands a file as an uploader and waits until its run rests.</summary>
    /// <returns>The run's id.</returns>
    internal async Task<Guid> LandAsync(string name, string csv)
    {
        using var http = Program("uploader");
        using var landed = await http.PostAsync(
            new Uri($"/api/uploads/orders/{name}", UriKind.Relative), new StringContent(csv), TestContext.Current.CancellationToken);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        do
        {
            using var response = await http.GetAsync(landed.Headers.Location, TestContext.Current.CancellationToken);
            if (response.IsSuccessStatusCode
                && await response.Content.ReadFromJsonAsync<RunSummary>(JsonSerializerOptions.Web, TestContext.Current.CancellationToken) is { } run
                && RunState.IsSettled(run.State))
                return run.Id;
        }
        while (await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken));
        throw new InvalidOperationException("The timer stopped.");
    }

    /// <summary>A browser's way to ask, with cookies of its own.</summary>
    internal BrowserSession Session() => new(Url);
}
