using RetailBus.Orchestrator;
using RetailBus.Platform.Bus;

var builder = WebApplication.CreateBuilder(args);
builder.AddOrchestrator();
builder.AddBus();

var app = builder.Build();
app.MapOrchestrator();
await app.RunAsync();
