using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace RetailBus.Platform.Security;

/// <summary>Who may call a service, and from where.</summary>
internal static class SecurityRegistration
{
    public static void AddSecurity(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<SecurityOptions>()
            .BindConfiguration(SecurityOptions.Section)
            .Configure<IConfiguration>((options, configuration) => options.ServiceKey ??= configuration[SecurityOptions.ServiceKeyVariable])
            .PostConfigure(options => options.ServiceKey = options.ServiceKey is { Length: > 0 } key ? key : null)
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<SecurityOptions>, SecurityOptionsCheck>();
        services.TryAddSingleton<ServiceKey>();
        services.TryAddSingleton<AccessGate>();
        services.AddTransient<ServiceCalls>();
        // Without cookies nothing has to be sealed: a service keeps no sealing keys.
        services.AddAuthenticationCore(options => options.DefaultScheme = AccessSchemes.Caller);
        services.AddWebEncoders();
        new AuthenticationBuilder(services)
            .AddPolicyScheme(AccessSchemes.Caller, displayName: null, scheme => scheme.ForwardDefaultSelector = SchemeOf)
            .AddScheme<AuthenticationSchemeOptions, ServiceKeyAuthentication>(AccessSchemes.Service, displayName: null, configureOptions: null);
        services.AddHostedService<BindingGuard>();
    }

    /// <summary>In this order: what anybody is told, where from, who, may they, in whose name.</summary>
    public static void UseSecurity(this IApplicationBuilder app)
    {
        app.UseSecurityHeaders();
        app.UseLoopbackGuard();
        app.UseAuthentication();
        app.UseMiddleware<AccessCheck>();
        app.UseMiddleware<ActorStamp>();
    }

    private static string SchemeOf(HttpContext context)
    {
        var gate = context.RequestServices.GetRequiredService<AccessGate>();
        return gate.IsOpen || context.Request.Headers.ContainsKey(ServiceKey.Header) || gate.SignIn is not { } signIn
            ? AccessSchemes.Service
            : signIn.SchemeOf(context);
    }
}
