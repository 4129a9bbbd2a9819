namespace RetailBus.LocalCloud.Tests.Suites;

[Collection(nameof(MotoCollection))]
public sealed class SqsOfMotoTests(MotoCloud cloud) : SqsSuite(cloud);
