using Holdfast.Server.ObjectEndpoint.Bodies;
using Holdfast.Workloads.Applications;
using Microsoft.Extensions.Logging;

namespace Holdfast.Server.ObjectEndpoint.Uploads;

/// <summary>
/// Calls a receiver, one call after the other, on threads that may wait for a slow store. After a failure, and when the object will not come, it hears that once and nothing more.
/// </summary>
internal sealed class ReceiverLine(IObjectReceiver receiver, ILogger log)
{
    private readonly Lock gate = new();
    private Task tail = Task.CompletedTask;
    private bool isOver; // only the line itself looks at it
    private volatile bool isGivenUp;

    /// <summary>Hands bytes over and disposes them.</summary>
    /// <returns>Null, or why it failed.</returns>
    internal Task<Exception?> Append(IPartContent content) => Enqueue(() =>
    {
        using (content) return Try(() => content.HandTo(receiver));
    }, TaskCreationOptions.LongRunning);

    /// <returns>Null when all is safe, or why it failed.</returns>
    internal Task<Exception?> Complete() => Enqueue(() =>
    {
        var failure = Try(receiver.Complete);
        isOver = true;
        return failure;
    }, TaskCreationOptions.LongRunning);

    /// <summary>The object will not come. Heard before this returns where no other call is under way; else when that one ends.</summary>
    internal void Abort()
    {
        isGivenUp = true; // what waits in the line is for nobody any more
        Enqueue(() =>
        {
            End();
            return null;
        }, TaskCreationOptions.None);
    }

    // Whatever a receiver throws becomes the answer to the caller, and the object's end.
    private Exception? Try(Action call)
    {
        if (isOver || isGivenUp) return new ReceiverOverException();
        try
        {
            call();
            return null;
        }
        catch (Exception failure)
        {
            log.LogError(failure, "An uploaded object could not be taken.");
            End();
            return failure;
        }
    }

    private void End()
    {
        if (isOver) return;
        isOver = true;
        try
        {
            receiver.Abort();
        }
        catch (Exception failure)
        {
            log.LogError(failure, "An object that will not come could not be given up in order.");
        }
    }

    private Task<Exception?> Enqueue(Func<Exception?> call, TaskCreationOptions options)
    {
        var mine = new Task<Exception?>(call, options);
        Task before;
        lock (gate) (before, tail) = (tail, mine);
        if (before.IsCompleted) Begin();
        else before.ContinueWith(_ => Begin(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return mine;

        void Begin()
        {
            if (options == TaskCreationOptions.LongRunning) mine.Start(TaskScheduler.Default);
            else mine.RunSynchronously(TaskScheduler.Default);
        }
    }
}
