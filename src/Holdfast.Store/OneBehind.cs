using System.Runtime.ExceptionServices;

namespace Holdfast.Store;

/// <summary>Work on a second thread, one piece at a time, one behind the caller. A failure is thrown by the next <see cref="Wait"/>, as it was.</summary>
internal sealed class OneBehind(string name) : IDisposable
{
    private Thread? thread;
    private ExceptionDispatchInfo? failure;

    /// <summary>Call <see cref="Wait"/> before the next piece.</summary>
    public void Start(Action work)
    {
        if (thread is not null) throw new InvalidOperationException("The piece before was not waited for.");
        thread = new Thread(() => Run(work)) { Name = name, IsBackground = true };
        thread.Start();
    }

    /// <summary>Until the piece has ended, if there is one.</summary>
    public void Wait()
    {
        Dispose();
        if (failure is not { } failed) return;
        failure = null;
        failed.Throw();
    }

    /// <summary>Waits as well, but throws nothing: for who fails already.</summary>
    public void Dispose()
    {
        thread?.Join();
        thread = null;
    }

    private void Run(Action work)
    {
        try
        {
            work();
        }
        catch (Exception error)
        {
            failure = ExceptionDispatchInfo.Capture(error);
        }
    }
}
