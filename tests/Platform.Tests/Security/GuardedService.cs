using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using RetailBus.Platform.Hosting;

namespace RetailBus.Platform.Tests.Security;

/// <summary>A service without pages that wants the services' key.</summary>
internal static class GuardedService
{
    public const string Key = "0123456789abcdef0123456789abcdef";

    public static async Task<WebApplication> StartAsync(string? key = Key, params KeyValuePair<string, string?>[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection([new("RETAILBUS_SERVICE_KEY", key), .. settings]);
        builder.AddPlatform();
        var app = builder.Build();
        app.UsePlatform();
        app.MapGet("/api/runs", () => "runs");
        app.MapPost("/api/runs/{id}/{verb}", async (HttpRequest request) =>
            $"{request.Query["actor"]}|{await new StreamReader(request.Body).ReadToEndAsync()}");
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }
}
