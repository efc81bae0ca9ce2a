using Holdfast.PowerShell.Tables;
using Holdfast.Shell.Binding;

namespace Holdfast.Shell.Running;

/// <summary>One run of a pipeline, on the caller's thread: every object goes through all commands before the next one comes.</summary>
internal sealed class PipelineRun : IDisposable
{
    private readonly List<Stage> stages = [];
    private readonly CancellationToken stop;
    private readonly CancellationTokenRegistration interruption;

    internal PipelineRun(ShellSession session, IReadOnlyList<(CmdletEntry Entry, IReadOnlyList<Argument> Arguments)> commands, Action<object?> output, CancellationToken stop)
    {
        this.stop = stop;
        var next = output;
        for (var index = commands.Count - 1; index >= 0; index--)
        {
            var stage = new Stage(commands[index].Entry, commands[index].Arguments, session, next, stop);
            stages.Insert(0, stage);
            next = stage.Accept;
        }
        interruption = stop.Register(Interrupt);
    }

    /// <param name="input">What the first command takes; null: nothing comes.</param>
    internal void Run(IEnumerable<object?>? input)
    {
        for (var index = 0; index < stages.Count; index++) stages[index].Start(takesInput: index > 0 || input is not null);
        var first = 0;
        try
        {
            foreach (var one in input ?? []) stages[0].Accept(one);
        }
        catch (EnoughException enough)
        {
            first = After(enough);
        }
        while (first < stages.Count)
        {
            try
            {
                stages[first].Finish();
                first++;
            }
            catch (EnoughException enough)
            {
                first = After(enough);
            }
            stop.ThrowIfCancellationRequested();
        }
    }

    public void Dispose()
    {
        interruption.Dispose();
        foreach (var stage in stages) stage.Dispose();
    }

    /// <summary>A command wants no more: those before it end as they are, it and those behind it finish.</summary>
    private int After(EnoughException enough) => stages.FindIndex(stage => stage.Cmdlet == enough.Cmdlet);

    private void Interrupt()
    {
        foreach (var stage in stages) stage.Cmdlet.Interrupt();
    }
}
