using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using RetailBus.Warehouse.Snowflake.Api;

namespace RetailBus.Warehouse.Tests.Snowflake.Api;

/// <summary>The client as a host registers it, which looks and tries again in milliseconds.</summary>
internal sealed class ApiClient : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private ApiClient(ServiceProvider services)
    {
        _services = services;
        Sql = services.GetRequiredService<ISqlApi>();
    }

    public ISqlApi Sql { get; }

    public SnowflakeTokens Tokens => _services.GetRequiredService<SnowflakeTokens>();

    public SnowflakeOptions Options => _services.GetRequiredService<IOptions<SnowflakeOptions>>().Value;

    public static ApiClient For(SqlApiServer server, params (string Key, string? Value)[] settings) => With(null, [.. Settings(server), .. settings]);

    public static ApiClient With(TimeProvider? time, params (string Key, string? Value)[] settings)
    {
        var values = new Dictionary<string, string?> { ["Warehouse:Engine"] = "Snowflake" };
        foreach (var (key, value) in settings)
            values[$"Warehouse:Snowflake:{key}"] = value;
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
        services.AddLogging();
        services.AddOptions<WarehouseOptions>().BindConfiguration(WarehouseOptions.Section);
        services.TryAddSingleton(time ?? TimeProvider.System);
        services.AddSnowflakeApi();
        return new ApiClient(services.BuildServiceProvider());
    }

    /// <summary>Of section <c>Warehouse:Snowflake</c>.</summary>
    public static (string Key, string? Value)[] Settings(SqlApiServer server) =>
    [
        ("Account", SqlApiServer.Account),
        ("User", SqlApiServer.User),
        ("Host", server.Url.ToString()),
        ("PrivateKey", server.Key.ExportPkcs8PrivateKeyPem()),
        ("PollAfter", "00:00:00.002"),
        ("PollAtMost", "00:00:00.020"),
        ("RetryAfter", "00:00:00.002"),
    ];

    public static SqlRequest Request(params string[] statements) => new() { RequestId = Guid.NewGuid(), Statements = statements };

    public Task<IReadOnlyList<SqlResult>> RunAsync(params string[] statements) =>
        Sql.RunAsync(Request(statements), TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
