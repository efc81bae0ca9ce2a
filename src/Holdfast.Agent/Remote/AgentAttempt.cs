using Holdfast.Agent.Control;
using Holdfast.Contracts.Agent;

namespace Holdfast.Agent.Remote;

/// <summary>One attempt of a job on this machine: runs on a thread of its own, tells how far it is, and says how it ended until it is heard.</summary>
internal sealed class AgentAttempt
{
    private static readonly TimeSpan progressEvery = TimeSpan.FromSeconds(1), finishedEvery = TimeSpan.FromSeconds(5);
    /// <summary>An application is not kept waiting for a server that does not come back.</summary>
    private static readonly TimeSpan longestSettling = TimeSpan.FromHours(1);

    private readonly IControlSender sender;
    private readonly CancellationTokenSource cancellation = new();
    private readonly TimeSpan cpuAtStart = Environment.CpuUsage.TotalTime;
    private readonly ITimer timer;
    private Thread? thread;
    private volatile JobFinished? finished;
    private readonly ManualResetEventSlim told = new();
    private volatile bool isSeen;
    private volatile bool isCommitted;

    public AgentAttempt(JobAttempt attempt, IControlSender sender, TimeProvider clock)
    {
        Attempt = attempt;
        this.sender = sender;
        timer = clock.CreateTimer(_ => Tell(), null, progressEvery, progressEvery);
    }

    public JobAttempt Attempt { get; }

    public RunProgress Progress { get; } = new();

    public AttemptNotes Notes { get; } = new();

    /// <summary>What it is at, in a word.</summary>
    public string Phase { get; set; } = "starting";

    public CancellationToken Cancellation => cancellation.Token;

    /// <summary>Bytes sent to the server.</summary>
    public Func<long> BytesSent { get; set; } = () => 0;

    /// <summary>What the work leaves for when the server has said what became of its outcome: true where a recovery point is durable. Done once, on the job's thread.</summary>
    public Action<bool>? Settle { get; set; }

    /// <summary>Runs the work on a thread of its own.</summary>
    /// <param name="work">Fills in the outcome; what it throws becomes one.</param>
    public void Start(Action<AgentAttempt, JobFinished> work)
    {
        thread = new Thread(() => Run(work)) { Name = "job", IsBackground = true };
        thread.Start();
    }

    public void Cancel()
    {
        cancellation.Cancel();
        told.Set();
    }

    /// <summary>The server has made the recovery point.</summary>
    public void Committed()
    {
        isCommitted = true;
        told.Set();
    }

    /// <summary>Stops saying how it ended.</summary>
    public void Seen()
    {
        isSeen = true;
        timer.Dispose();
        told.Set();
    }

    /// <summary>Gives the work up without a word, as a kill would, and waits for its thread: to the server this process is gone.</summary>
    public void Abandon(TimeSpan patience)
    {
        Seen();
        Cancel();
        thread?.Join(patience);
    }

    private void Run(Action<AgentAttempt, JobFinished> work)
    {
        var outcome = new JobFinished { Job = Attempt };
        try
        {
            work(this, outcome);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            outcome.Cancelled = true;
        }
        catch (Exception error)
        {
            // Whatever it is, the server is told; this process goes on.
            if (cancellation.IsCancellationRequested) outcome.Cancelled = true;
            else outcome.Failure = RemoteFailure.Of(error);
        }
        outcome.Progress = Counters();
        finished = outcome;
        timer.Change(finishedEvery, finishedEvery);
        Tell();
        if (Settle is not { } settle) return;
        told.Wait(longestSettling);
        settle(isCommitted);
    }

    private void Tell()
    {
        if (isSeen) return;
        var end = finished;
        foreach (var notes in Notes.Messages(Attempt, all: end is not null)) sender.Send(new AgentMessage { Notes = notes });
        sender.Send(end is not null ? new AgentMessage { Finished = end } : new AgentMessage { Progress = Counters() });
    }

    private JobProgress Counters() => new()
    {
        Job = Attempt, Phase = Phase, Items = Interlocked.Read(ref Progress.Items), ItemsFailed = Interlocked.Read(ref Progress.ItemsFailed),
        ItemsTotal = Interlocked.Read(ref Progress.ItemsTotal), BytesRead = Interlocked.Read(ref Progress.BytesRead), BytesTotal = Interlocked.Read(ref Progress.BytesTotal),
        BytesChanged = Interlocked.Read(ref Progress.BytesChanged), BytesDeduplicated = Interlocked.Read(ref Progress.BytesDeduplicated), BytesSent = BytesSent(),
        CpuMilliseconds = (long)(Environment.CpuUsage.TotalTime - cpuAtStart).TotalMilliseconds,
    };
}
