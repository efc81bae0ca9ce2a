using System.Runtime.ExceptionServices;

namespace Holdfast.Store;

/// <summary>A few named threads over a shared list of work. The first failure stops all and is thrown as it was.</summary>
public static class WorkerThreads
{
    /// <summary>Runs <paramref name="work"/> once for each item, handing them out in order; the second argument is the number of the worker.</summary>
    public static void ForEach<T>(int workers, string name, IReadOnlyList<T> items, Action<T, int> work, CancellationToken cancellation)
    {
        var next = -1;
        ExceptionDispatchInfo? failure = null;
        void Run(int worker)
        {
            try
            {
                for (int i; Volatile.Read(ref failure) is null && (i = Interlocked.Increment(ref next)) < items.Count;)
                {
                    cancellation.ThrowIfCancellationRequested();
                    work(items[i], worker);
                }
            }
            catch (Exception error)
            {
                Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(error), null);
            }
        }
        var others = new List<Thread>();
        for (var i = 1; i < Math.Min(workers, items.Count); i++)
        {
            var number = i;
            var thread = new Thread(() => Run(number)) { Name = $"{name}-{number}", IsBackground = true };
            thread.Start();
            others.Add(thread);
        }
        Run(0);
        foreach (var thread in others) thread.Join();
        failure?.Throw();
    }
}
