using System.Reflection;
using Xunit.v3;

namespace Holdfast.Browser.Tests.Browsing;

/// <summary>The pages of a test end with it: an open page goes on asking its server, also one that is no more. Of one that failed they say last what they show.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class PagesOfATestAttribute : BeforeAfterTestAttribute
{
    public override void After(MethodInfo methodUnderTest, IXunitTest test) => Close(test.UniqueID).GetAwaiter().GetResult();

    private static async Task Close(string test)
    {
        var hasFailed = TestContext.Current.TestState?.Result == TestResult.Failed;
        if (await TestContext.Current.GetFixture<Chromium>() is { } chromium) await chromium.Leave(test, hasFailed ? TestContext.Current.TestOutputHelper : null);
    }
}
