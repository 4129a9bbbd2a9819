using RetailBus.Ingest;
using RetailBus.Orchestrator;
using RetailBus.Platform.Bus;
using RetailBus.Platform.Hosting;
using RetailBus.Transform.Hosting;
using RetailBus.Warehouse;
using RetailBus.Web.Hosting;

namespace RetailBus.Cli.Stack;

/// <summary>The registrations of the services that one process runs.</summary>
internal static class StackServices
{
    /// <summary>Built and not started: nothing listens, polls or is opened.</summary>
    public static WebApplication Build(StackOptions options, Uri? awsUrl)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        StackSettings.Apply(builder, options, awsUrl);
        if (options.Runs(StackRole.Ingest))
            builder.AddIngest();
        if (options.Runs(StackRole.Transform))
            builder.AddTransform();
        if (options.Runs(StackRole.Warehouse))
            builder.AddWarehouse();
        if (options.Runs(StackRole.Orchestrator))
            builder.AddOrchestrator();
        if (options.Runs(StackRole.Web))
            builder.AddWeb();
        builder.AddBus();

        var app = builder.Build();
        app.UsePlatform();
        if (options.Runs(StackRole.Ingest))
            app.MapIngest();
        if (options.Runs(StackRole.Transform))
            app.MapTransform();
        if (options.Runs(StackRole.Warehouse))
            app.MapWarehouse();
        if (options.Runs(StackRole.Orchestrator))
            app.MapOrchestrator();
        if (options.Runs(StackRole.Web))
            app.MapWeb();
        return app;
    }
}
