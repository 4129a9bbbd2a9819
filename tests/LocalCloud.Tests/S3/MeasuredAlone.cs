namespace RetailBus.LocalCloud.Tests.S3;

/// <summary>Tests that measure the process run while no other test does.</summary>
[CollectionDefinition(nameof(MeasuredAlone), DisableParallelization = true)]
public sealed class MeasuredAlone;
