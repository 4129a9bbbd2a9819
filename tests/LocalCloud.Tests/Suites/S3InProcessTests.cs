namespace RetailBus.LocalCloud.Tests.Suites;

public sealed class S3InProcessTests(LocalCloudInProcess cloud) : S3Suite(cloud), IClassFixture<LocalCloudInProcess>;
