namespace RetailBus.LocalCloud.Tests.Suites;

public sealed class SnsOverHttpTests(LocalCloudOverHttp cloud) : SnsSuite(cloud), IClassFixture<LocalCloudOverHttp>;
