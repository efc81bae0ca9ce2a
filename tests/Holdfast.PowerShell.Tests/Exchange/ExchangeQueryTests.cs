using System.Text;
using Holdfast.PowerShell.Tests.Engine;
using Holdfast.Workloads.Exchange.Shell;
using Holdfast.Workloads.Platform;

namespace Holdfast.PowerShell.Tests.Exchange;

/// <summary>What Exchange's management shell is asked, run by PowerShell's real engine with functions in the place of Exchange's cmdlets.</summary>
public sealed class ExchangeQueryTests : IDisposable
{
    private const string Database = "0c5e7a52-0f6e-4a0f-9f0e-2b1a6f1d7c11";

    private const string Cmdlets = $$"""
        $added = @()
        function Get-PSSnapin([switch]$Registered) { 'SnapIn', 'Setup' | ForEach-Object { [pscustomobject]@{ Name = "Microsoft.Exchange.Management.PowerShell.$_" } } }
        function Add-PSSnapin { process { $script:added += $_.Name } }
        function Get-MailboxDatabaseCopyStatus($Identity) {
            if ($Identity -ne '{{Database}}') { throw "The database '$Identity' was not found." }
            [pscustomobject]@{ MailboxServer = 'MBX1'; Status = 'Mounted'; ActiveCopy = $true; CopyQueueLength = 0L; ReplayQueueLength = 0L; ActivationPreference = 1 }
            [pscustomobject]@{ MailboxServer = 'MBX2'; Status = 'Healthy'; ActiveCopy = $false; CopyQueueLength = 3L; ReplayQueueLength = 1234567L }
        }
        function Get-MailboxDatabase([switch]$Status) {
            foreach ($name in 'RDB 1', "x'; throw 'in'; '", "x$([char]0x2019); throw 'in' #") {
                [pscustomobject]@{ Name = $name; Guid = [guid]'{{Database}}'; Server = 'MBX1'; Recovery = $true; Mounted = $false; EdbFilePath = "R:\München\$($name.Length).edb"; LogFolderPath = 'S:\' }
            }
        }
        """;

    private readonly RealEngine engine = new();

    [Fact]
    public void Copies_OfADatabase_AreRead()
    {
        var copies = ShellAnswers.Copies(new EngineShell(engine), Guid.Parse(Database), TestContext.Current.CancellationToken);
        Assert.Equal([("MBX1", true, 0L, 0L, 1), ("MBX2", false, 3L, 1234567L, 0)], copies.Select(copy => (copy.Server, copy.IsActive, copy.CopyQueue, copy.ReplayQueue, copy.Preference)));
        Assert.Equal("Microsoft.Exchange.Management.PowerShell.SnapIn", Assert.Single(engine.Succeed("$added")).ToString());
    }

    [Theory]
    [InlineData("RDB 1", 5)]
    [InlineData("x'; throw 'in'; '", 17)]
    [InlineData("x\u2019; throw 'in' #", 16)]
    public void Database_WhateverItsName_IsFoundByIt(string name, int length)
    {
        var found = ShellAnswers.Database(new EngineShell(engine), name, TestContext.Current.CancellationToken);
        Assert.Equal(($@"R:\München\{length}.edb", true, false), (found!.File, found.IsRecovery, found.IsMounted));
    }

    [Fact]
    public void Database_ThatIsNotThere_IsNone() => Assert.Null(ShellAnswers.Database(new EngineShell(engine), "RDB 2", TestContext.Current.CancellationToken));

    public void Dispose() => engine.Dispose();

    private sealed class EngineShell(RealEngine engine) : IExchangeShell
    {
        public IReadOnlyList<string> Run(string pipeline, CancellationToken cancellation)
        {
            engine.Succeed(Cmdlets);
            return PowerShellProgram.Lines(string.Concat(engine.Succeed(ManagementShell.Script(pipeline))));
        }
    }
}
