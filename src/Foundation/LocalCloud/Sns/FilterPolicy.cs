namespace RetailBus.LocalCloud.Sns;

internal sealed class FilterPolicy;
