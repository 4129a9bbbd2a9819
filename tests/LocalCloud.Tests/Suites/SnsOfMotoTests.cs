namespace RetailBus.LocalCloud.Tests.Suites;

[Collection(nameof(MotoCollection))]
public sealed class SnsOfMotoTests(MotoCloud cloud) : SnsSuite(cloud);
