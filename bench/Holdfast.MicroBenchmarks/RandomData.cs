namespace Holdfast.MicroBenchmarks;

internal static class RandomData
{
    /// <summary>The same incompressible bytes on every run.</summary>
    public static byte[] Make(int size)
    {
        var data = new byte[size];
        new Random(1).NextBytes(data);
        return data;
    }
}
