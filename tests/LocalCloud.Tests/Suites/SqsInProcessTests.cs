namespace RetailBus.LocalCloud.Tests.Suites;

public sealed class SqsInProcessTests(LocalCloudInProcess cloud) : SqsSuite(cloud), IClassFixture<LocalCloudInProcess>;
