using System.Net;
using Microsoft.Extensions.Options;

namespace RetailBus.Warehouse.Snowflake.Api;

/// <summary>The client of a Snowflake account in a host.</summary>
internal static class SnowflakeApiRegistration
{
    /// <summary>Adds <see cref="ISqlApi"/> and its options, which are validated at the start when the warehouse's engine is Snowflake.</summary>
    public static IServiceCollection AddSnowflakeApi(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<SnowflakeOptions>, SnowflakeOptionsValidator>();
        services.AddOptions<SnowflakeOptions>().BindConfiguration(SnowflakeOptions.Section).ValidateOnStart();

        // The timeout is the request's own. No redirect: the token goes to the configured account only.
        services.AddHttpClient(nameof(SqlApiHttp), http => http.Timeout = Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                AutomaticDecompression = DecompressionMethods.GZip,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            });
        services.AddSingleton<SnowflakeTokens>();
        services.AddSingleton(provider => new SqlApiHttp(
            provider.GetRequiredService<IHttpClientFactory>().CreateClient(nameof(SqlApiHttp)),
            provider.GetRequiredService<SnowflakeTokens>(),
            provider.GetRequiredService<IOptions<SnowflakeOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<SqlApiHttp>>()));
        services.AddSingleton<ISqlApi, SnowflakeSqlApi>();
        return services;
    }
}
