namespace RetailBus.LocalCloud.Tests.Suites;

[Collection(nameof(MotoCollection))]
public sealed class S3OfMotoTests(MotoCloud cloud) : S3Suite(cloud);
