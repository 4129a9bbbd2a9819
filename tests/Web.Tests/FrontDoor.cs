using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using RetailBus.Platform.Hosting;
using RetailBus.Web.Hosting;

namespace RetailBus.Web.Tests;

/// <summary>The front door on a free port, with services of the test's own behind it.</summary>
internal static class FrontDoor
{
    public static async Task<WebApplication> StartAsync(Action<WebApplication> services, Dictionary<string, string?>? settings = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection([new("Security:Folder", Path.Combine(AppContext.BaseDirectory, "security"))]);
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Logging.ClearProviders();
        builder.AddWeb();
        var app = builder.Build();
        app.UsePlatform();
        app.MapWeb();
        services(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    public static HttpClient Client(WebApplication app) => new() { BaseAddress = new Uri(app.Urls.Single()) };
}
