using RetailBus.Ingest;
using RetailBus.Platform.Bus;
using RetailBus.Platform.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.AddIngest();
builder.AddBus();

var app = builder.Build();
app.UsePlatform();
app.MapIngest();
await app.RunAsync();
