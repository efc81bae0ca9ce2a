// They wait for pages more than they compute: with three at a time two cores are busy.
[assembly: Xunit.v3.Parallelization(MaxThreads = 3)]
[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]
[assembly: AssemblyFixture(typeof(Holdfast.Browser.Tests.Browsing.Chromium))]
[assembly: AssemblyFixture(typeof(Holdfast.Browser.Tests.Browsing.SampleServer))]
[assembly: Holdfast.Browser.Tests.Browsing.PagesOfATest]
