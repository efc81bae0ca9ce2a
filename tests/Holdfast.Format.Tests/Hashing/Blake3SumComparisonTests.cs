using System.ComponentModel;
using System.Diagnostics;
using Holdfast.Format.Hashing;

namespace Holdfast.Format.Tests.Hashing;

/// <summary>Against the reference implementation's own program.</summary>
public sealed class Blake3SumComparisonTests
{
    [Fact]
    public void Hash_RandomInputs_EqualB3sumOnEveryWidth()
    {
        Assert.SkipUnless(IsInstalled(), "The program b3sum is not installed.");
        var random = new Random(17);
        var lengths = Enumerable.Range(0, 24).Select(power => random.Next(1 << power)).Append(1 << 20).Append(0);
        foreach (var length in lengths)
        {
            var input = new byte[length];
            random.NextBytes(input);
            var expected = Run(input, "--no-names", "--length", "77");
            foreach (var width in Enum.GetValues<Blake3Width>())
                Assert.Equal(expected, Blake3Vectors.Hex(Blake3Mode.Plain(width), input, 77));
        }
    }

    private static bool IsInstalled()
    {
        try
        {
            return Run([], "--version").StartsWith("b3sum", StringComparison.Ordinal);
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private static string Run(byte[] input, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("b3sum", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        try
        {
            process.StandardInput.BaseStream.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException) when (input.Length == 0)
        {
            // It ended without reading.
        }
        var output = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return output;
    }
}
