using RetailBus.Platform.Hosting;
using RetailBus.Web.Forwarding;
using RetailBus.Web.Pages;

namespace RetailBus.Web.Hosting;

/// <summary>The front door: the one address that browser and command line talk to.</summary>
public static class WebRegistration
{
    public static IHostApplicationBuilder AddWeb(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddPlatform();
        builder.Services.AddOptions<ServiceAddresses>().BindConfiguration(ServiceAddresses.Section);
        builder.Services.AddHttpForwarder();
        builder.Services.AddRazorComponents();
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddHttpClient<StackApi>();
        return builder;
    }

    public static WebApplication MapWeb(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.MapServiceForwarding();
        app.MapPages();
        return app;
    }
}
