namespace RetailBus.LocalCloud.Tests.Suites;

public sealed class SqsOverHttpTests(LocalCloudOverHttp cloud) : SqsSuite(cloud), IClassFixture<LocalCloudOverHttp>;
