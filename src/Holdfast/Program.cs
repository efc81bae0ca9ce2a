using Holdfast.CommandLine;

namespace Holdfast;

internal static class Program
{
    private static Task<int> Main(string[] args) => CommandRunner.Run(args);
}
