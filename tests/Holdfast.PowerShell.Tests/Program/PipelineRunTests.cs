using Holdfast.PowerShell.Tables;
using Holdfast.PowerShell.Tests.Engine;
using Holdfast.Shell.Automation;
using Holdfast.Shell.Binding;
using Holdfast.Shell.Commands;
using Holdfast.Shell.Running;

namespace Holdfast.PowerShell.Tests.Program;

public sealed class PipelineRunTests
{
    [Fact]
    public void Run_Stopped_InterruptsWhatWaitsAndEnds()
    {
        using var stop = new CancellationTokenSource();
        using var cmdlet = new Waits(stop);
        var engine = new OwnEngine();
        Assert.Throws<OperationCanceledException>(() => engine.Session.Run(new CmdletEntry(typeof(Waits), () => cmdlet), [], _ => { }, stop.Token));
        Assert.True(cmdlet.WasStopped && cmdlet.WasDisposed);
    }

    [Fact]
    public void Run_EnoughForTheNext_EndsWhoGivesMore()
    {
        var (endless, output, engine) = (new Endless(), new List<object?>(), new OwnEngine());
        using var run = new PipelineRun(engine.Session, [(new CmdletEntry(typeof(Endless), () => endless), []), (CommandTable.Get("Select-Object"), [Argument.Named("First", 3)])], output.Add, default);
        run.Run(null);
        Assert.Equal([1, 2, 3], output);
        Assert.False(endless.HasEnded);
    }

    [Fact]
    public void Run_ErrorActions_AreThoseOfPowerShell()
    {
        var engine = new OwnEngine();
        Assert.Equal(["end"], engine.Run("Get-DPMModifiableProtectionGroup 'none' -ErrorAction SilentlyContinue -DPMFoo 1; 'end'"));
        engine.Run("$ErrorActionPreference = 'Stop'; Select-Object -Nothing; 'never'");
        Assert.Single(engine.Errors);
    }

    [Cmdlet("Test", "Waits")]
    private sealed class Waits(CancellationTokenSource stop) : PSCmdlet, IDisposable
    {
        private readonly ManualResetEventSlim stopped = new();

        internal bool WasStopped => stopped.IsSet;

        internal bool WasDisposed { get; private set; }

        protected override void ProcessRecord()
        {
            // Ctrl+C comes while it works, from another thread.
            var interrupt = new Thread(stop.Cancel);
            interrupt.Start();
            stopped.Wait();
            interrupt.Join();
        }

        protected override void StopProcessing() => stopped.Set();

        public void Dispose() => WasDisposed = true;
    }

    [Cmdlet("Test", "Endless")]
    private sealed class Endless : PSCmdlet
    {
        internal bool HasEnded { get; private set; }

        protected override void ProcessRecord()
        {
            for (var number = 1; ; number++) WriteObject(number);
        }

        protected override void EndProcessing() => HasEnded = true;
    }
}
