using System.Text.Json;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;

namespace Holdfast.Output;

/// <summary>Errors for people on standard error, and for scripts as the one JSON document on standard output.</summary>
internal static class ErrorReport
{
    internal static void Write(ApiError error, bool json)
    {
        WriteText(error.Code, error.Message, error.Cause, error.Remedy);
        if (!json) return;
        using var output = Console.OpenStandardOutput();
        output.Write(JsonSerializer.SerializeToUtf8Bytes(new ApiErrorBody(error), ApiJson.Default.ApiErrorBody));
        output.Write("\n"u8);
    }

    internal static void WriteText(ErrorCode code, string message, string cause, string remedy)
    {
        Console.Error.WriteLine($"error {(int)code}: {message}");
        if (cause.Length > 0) Console.Error.WriteLine($"cause: {cause}");
        if (remedy.Length > 0) Console.Error.WriteLine($"remedy: {remedy}");
    }
}
