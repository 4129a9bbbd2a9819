using Microsoft.AspNetCore.Builder;

namespace RetailBus.AwsClients.Tests;

internal static class WebApplicationExtensions
{
    public static Uri Address(this WebApplication app) => new(app.Urls.Single());
}
