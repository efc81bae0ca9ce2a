using System.Text.Json;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.Shell.Display;

namespace Holdfast.Shell.Programs;

/// <summary>Standard output as one JSON document: what was given out, or the error where nothing was.</summary>
internal static class JsonOutput
{
    internal static void Write(string? noun, IReadOnlyList<object?> given, ErrorRecord? error)
    {
        using var output = Console.OpenStandardOutput();
        if (error is not null && given.Count == 0)
        {
            output.Write(JsonSerializer.SerializeToUtf8Bytes(new ApiErrorBody(Of(error)), ApiJson.Default.ApiErrorBody));
        }
        else
        {
            using var writer = new Utf8JsonWriter(output);
            ObjectJson.WriteDocument(writer, noun, given);
        }
        output.Write("\n"u8);
    }

    private static ApiError Of(ErrorRecord error) => ApiError.From(error.Exception is HoldfastException known
        ? new HoldfastException(known.Code, known.Message, error.ErrorDetails?.RecommendedAction)
        : new HoldfastException(ErrorCode.UnexpectedError, error.ErrorDetails?.Message ?? error.Exception.Message, error.ErrorDetails?.RecommendedAction));
}
