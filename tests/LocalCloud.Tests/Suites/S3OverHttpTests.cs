namespace RetailBus.LocalCloud.Tests.Suites;

public sealed class S3OverHttpTests(LocalCloudOverHttp cloud) : S3Suite(cloud), IClassFixture<LocalCloudOverHttp>;
