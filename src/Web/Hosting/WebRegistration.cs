using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Options;
using Radzen;
using RetailBus.Platform.Hosting;
using RetailBus.Platform.Telemetry;
using RetailBus.Web.Api;
using RetailBus.Web.Forwarding;
using RetailBus.Web.Layout;
using RetailBus.Web.Live;
using RetailBus.Web.Pages.Quarantine;
using RetailBus.Web.Security;

namespace RetailBus.Web.Hosting;

/// <summary>The front door: the one address that browser and command line talk to.</summary>
public static class WebRegistration
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Bytes; a page's state travels through the browser when it comes alive, and fifty runs are about a hundred thousand.</summary>
    private const int LargestMessage = 1 << 20;

    public static IHostApplicationBuilder AddWeb(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddPlatform();
        builder.AddSignIn();
        builder.UseStaticAssetsOfBuild();
        var services = builder.Services;
        services.AddOptions<ServiceAddresses>().BindConfiguration(ServiceAddresses.Section);
        services.AddOptions<WebOptions>()
            .BindConfiguration(WebOptions.Section)
            .PostConfigure<IOptions<TelemetryOptions>>((web, telemetry) => web.JaegerUrl ??= telemetry.Value.JaegerUrl);
        services.AddHttpForwarder();
        services.AddRazorComponents().AddInteractiveServerComponents()
            .AddHubOptions(options => options.MaximumReceiveMessageSize = LargestMessage);
        services.AddHttpContextAccessor();
        services.AddRadzenComponents();
        services.AddSingleton<ServiceDirectory>();
        services.AddHttpClient<StackApi>(client => client.Timeout = AnswerTimeout)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false })
            .AddHttpMessageHandler<PageCalls>()
            .RemoveAllLoggers();
        services.AddSingleton<LiveFeed>();
        services.AddSingleton<Handoff>();
        services.AddScoped<Viewer>();
        return builder;
    }

    public static WebApplication MapWeb(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UsePageHeaders();
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.Use((context, next) =>
        {
            // Programs get a problem document instead of a page.
            if (IsForPrograms(context.Request.Path) && context.Features.Get<IStatusCodePagesFeature>() is { } pages)
                pages.Enabled = false;
            return next(context);
        });
        app.UseAntiforgery();
        app.UseSignIn();
        app.MapServiceForwarding();
        var pages = app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
        if (StaticAssets.Endpoints(app.Environment) is { } manifest)
        {
            app.MapStaticAssets(manifest);
            pages.WithStaticAssets(manifest);
        }

        app.MapQuarantineDownload();
        return app;
    }

    private static bool IsForPrograms(PathString path) => path.StartsWithSegments("/api") || path.StartsWithSegments("/health");
}
