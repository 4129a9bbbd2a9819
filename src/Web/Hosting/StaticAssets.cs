using Microsoft.AspNetCore.Hosting.StaticWebAssets;

namespace RetailBus.Web.Hosting;

/// <summary>
/// The pages' own files, the component library's and the framework's: in a build's output a manifest says where they stand, in a
/// published program they stand in <c>wwwroot</c>.
/// </summary>
internal static class StaticAssets
{
    /// <summary>The programs that serve pages. A test's process is none of them, and serves the files of the one that it is built on.</summary>
    private static readonly string[] Programs = ["RetailBus.Cli", "RetailBus.Web"];

    public static void UseStaticAssetsOfBuild(this IHostApplicationBuilder builder)
    {
        if (builder.Environment is not IWebHostEnvironment environment || Find(environment, "staticwebassets.runtime.json") is not { } manifest)
            return;
        builder.Configuration[WebHostDefaults.StaticWebAssetsKey] = manifest;
        StaticWebAssetsLoader.UseStaticWebAssets(environment, builder.Configuration);
    }

    /// <summary>The list of all files with their addresses; null when this program was built without.</summary>
    public static string? Endpoints(IWebHostEnvironment environment) => Find(environment, "staticwebassets.endpoints.json");

    private static string? Find(IWebHostEnvironment environment, string suffix) => Programs.Prepend(environment.ApplicationName)
        .Select(program => Path.Combine(AppContext.BaseDirectory, $"{program}.{suffix}"))
        .FirstOrDefault(File.Exists);
}
