namespace RetailBus.LocalCloud.Tests.Suites;

public sealed class SnsInProcessTests(LocalCloudInProcess cloud) : SnsSuite(cloud), IClassFixture<LocalCloudInProcess>;
