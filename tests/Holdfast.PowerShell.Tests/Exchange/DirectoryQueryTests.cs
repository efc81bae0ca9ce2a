using Holdfast.PowerShell.Tests.Engine;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Platform;
using Holdfast.Workloads.SystemState.Hosts;

namespace Holdfast.PowerShell.Tests.Exchange;

/// <summary>What a domain controller is asked, run by PowerShell's real engine with a function in the place of what only Windows has.</summary>
public sealed class DirectoryQueryTests : IDisposable
{
    private const string Configuration = "CN=Configuration,DC=example,DC=com";

    private readonly RealEngine engine = new();

    [Theory]
    [InlineData("180", 180)]
    [InlineData("$null", null)]
    public void TombstoneLifetime_OfTheForest_IsRead(string value, int? days) => Assert.Equal(days, Asked($$"""
        param($TypeName, $Argument)
        if ($TypeName -ne 'System.DirectoryServices.DirectoryEntry') { throw "What is $TypeName?" }
        $properties = switch ($Argument) {
            'LDAP://localhost/RootDSE' { @{ configurationNamingContext = @{ Value = '{{Configuration}}' } } }
            'LDAP://localhost/CN=Directory Service,CN=Windows NT,CN=Services,{{Configuration}}' { @{ distinguishedName = @{ Value = 'CN=Directory Service,CN=Windows NT,CN=Services,{{Configuration}}' }; tombstoneLifetime = @{ Value = {{value}} } } }
            default { throw "What is $Argument?" }
        }
        [pscustomobject]@{ Properties = $properties }
        """));

    /// <summary>As Windows answers of an object that is not there: properties without values.</summary>
    [Fact]
    public void TombstoneLifetime_ObjectThatIsNotFound_IsNotTakenForUnset() =>
        Assert.Throws<WorkloadException>(() => Asked("param($TypeName, $Argument) [pscustomobject]@{ Properties = @{} }"));

    public void Dispose() => engine.Dispose();

    private int? Asked(string newObject)
    {
        engine.Succeed($"function New-Object {{ {newObject} }}");
        return DirectoryShell.Read(PowerShellProgram.Lines(string.Concat(engine.Succeed(DirectoryShell.Script))));
    }
}
