using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;
using RetailBus.Platform.Security;
using RetailBus.Web.Security.Accounts;
using RetailBus.Web.Security.Limits;

namespace RetailBus.Web.Security;

/// <summary>Sign-in at the front door.</summary>
internal static class SignInRegistration
{
    private const string SessionCookie = "retailbus-session";
    private const string AntiforgeryCookie = "retailbus-antiforgery";

    public static void AddSignIn(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<SignInOptions>().BindConfiguration(SignInOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => new AccountStore(FolderOf(provider)));
        services.AddSingleton(provider => new ApiKeyStore(FolderOf(provider)));
        services.AddSingleton<FrontDoorSignIn>();
        services.AddSingleton<ISignIn>(provider => provider.GetRequiredService<FrontDoorSignIn>());
        services.AddSingleton<Sessions>();
        services.AddSingleton<SignInAttempts>();
        services.AddSingleton<RequestLimits>();
        services.AddSingleton<ForwardedCaller>();
        services.AddTransient<PageCalls>();
        services.AddScoped<CircuitHandler, CircuitCaller>();
        services.AddScoped<AuthenticationStateProvider, SessionWatch>();
        AddSealing(services);
        AddSchemes(builder);
    }

    /// <summary>After the platform's own guards, before anything is mapped.</summary>
    public static void UseSignIn(this WebApplication app)
    {
        app.Use(app.Services.GetRequiredService<RequestLimits>().InvokeAsync);
        app.Use(SessionRequestGuard.InvokeAsync);
        app.MapSignIn();
    }

    /// <summary>Cookies outlive a restart: what seals them is kept beside the accounts.</summary>
    private static void AddSealing(IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("RetailBus");
        services.AddOptions<KeyManagementOptions>().Configure<IServiceProvider>((keys, provider) =>
            keys.XmlRepository = new SealingKeys(Path.Combine(FolderOf(provider), "keys"), provider.GetRequiredService<ILoggerFactory>()));
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.HeaderName = SessionRequestGuard.Header;
            antiforgery.Cookie.Name = AntiforgeryCookie;
            antiforgery.Cookie.SameSite = SameSiteMode.Strict;
            antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
    }

    private static void AddSchemes(IHostApplicationBuilder builder)
    {
        var settings = builder.Configuration.GetSection(SignInOptions.Section).Get<SignInOptions>() ?? new SignInOptions();
        var isPublic = builder.Configuration[$"{SecurityOptions.Section}:{nameof(SecurityOptions.Hosts)}"] is { Length: > 0 };
        var secure = isPublic ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        var authentication = builder.Services.AddAuthentication()
            .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(SignInSchemes.ApiKey, displayName: null, configureOptions: null)
            .AddCookie(SignInSchemes.Session, session =>
            {
                session.Cookie.Name = SessionCookie;
                session.Cookie.HttpOnly = true;
                session.Cookie.SameSite = SameSiteMode.Lax;
                session.Cookie.SecurePolicy = secure;
                session.ExpireTimeSpan = TimeSpan.FromHours(settings.SessionHours);
                session.SlidingExpiration = true;
                session.EventsType = typeof(Sessions);
            });
        if (settings.OpenIdConnect.Authority is not null)
            authentication.AddProvider(settings.OpenIdConnect, secure);
    }

    private static string FolderOf(IServiceProvider provider) => provider.GetRequiredService<IOptions<SecurityOptions>>().Value.Folder;
}
