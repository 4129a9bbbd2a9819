using RetailBus.Orchestrator;
using RetailBus.Platform.Bus;
using RetailBus.Platform.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.AddOrchestrator();
builder.AddBus();

var app = builder.Build();
app.UsePlatform();
app.MapOrchestrator();
await app.RunAsync();
