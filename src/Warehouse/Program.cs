using RetailBus.Platform.Bus;
using RetailBus.Platform.Hosting;
using RetailBus.Warehouse;

var builder = WebApplication.CreateBuilder(args);
builder.AddWarehouse().AddBus();

var app = builder.Build();
app.UsePlatform().MapWarehouse();
await app.RunAsync();
