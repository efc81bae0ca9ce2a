using Holdfast.Store.Tests.Repositories;

namespace Holdfast.Store.Tests.Collecting;

/// <summary>One act that starts at a given operation of another. It gets time to go as far as locks let it, then the first goes on.</summary>
internal static class Interleaving
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(40);

    /// <summary>False where the first act has fewer operations.</summary>
    public static bool Run(TestRepository repository, int at, Action first, Action second)
    {
        var operations = 0;
        Thread? other = null;
        Exception? failure = null;
        repository.Blobs.Latency = (_, _) =>
        {
            if (Interlocked.Increment(ref operations) != at) return;
            other = new Thread(() =>
            {
                try
                {
                    second();
                }
                catch (Exception error)
                {
                    failure = error;
                }
            });
            other.Start();
            other.Join(Patience);
        };
        first();
        repository.Blobs.Latency = null;
        other?.Join();
        Assert.True(failure is null, $"At operation {at}: {failure}");
        return other is not null;
    }
}
