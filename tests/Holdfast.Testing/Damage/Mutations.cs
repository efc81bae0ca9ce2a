using System.Globalization;

namespace Holdfast.Testing.Damage;

/// <summary>Holds a reader of files against damaged ones: each of a series that a seed makes must be read, or refused with the reader's own error, without reading on and on and
/// without taking memory that the file's length does not justify.</summary>
public static class Mutations
{
    /// <summary>Bytes that one input may make a reader allocate, garbage included.</summary>
    public const long MostAllocated = 64L << 20;

    /// <summary>Times that a reader may read the length of an input: a generous stand-in for time that does not depend on the machine.</summary>
    public const int MostPasses = 64;

    /// <param name="seed">Same seed, same inputs.</param>
    /// <param name="count">How many.</param>
    /// <param name="originals">Whole files, none empty; each input is one of them, damaged.</param>
    /// <param name="read">Reads one input through <see cref="BudgetStream"/> to its end.</param>
    /// <param name="isRefusal">Whether an exception is the reader's way to refuse a file.</param>
    /// <returns>How many were read, and how many refused.</returns>
    /// <exception cref="InvalidOperationException">An input broke the reader: seed and number make it again.</exception>
    public static (int Read, int Refused) Run(int seed, int count, IReadOnlyList<byte[]> originals, Action<BudgetStream> read, Predicate<Exception> isRefusal)
    {
        var refused = 0;
        for (var number = 0; number < count; number++)
        {
            var input = Make(seed, number, originals);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                using var stream = new BudgetStream(input, Math.Max(1 << 20, (long)input.Length * MostPasses));
                read(stream);
            }
            catch (Exception exception) when (isRefusal(exception))
            {
                refused++;
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException(Say(seed, number, $"broke the reader: {exception.GetType().Name}"), exception);
            }

            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            if (allocated > MostAllocated)
            {
                throw new InvalidOperationException(Say(seed, number, $"made it allocate {allocated} bytes"));
            }
        }

        return (count - refused, refused);
    }

    /// <summary>One input of a series.</summary>
    public static byte[] Make(int seed, int number, IReadOnlyList<byte[]> originals)
    {
        var random = new Random(unchecked((seed * 486_187_739) + number));
        var bytes = (byte[])originals[random.Next(originals.Count)].Clone();
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            bytes = Mutation.Apply(random, bytes, originals[random.Next(originals.Count)]);
        }

        return bytes;
    }

    private static string Say(int seed, int number, string what) => string.Create(CultureInfo.InvariantCulture, $"Input {number} of seed {seed} {what}.");
}
