using Microsoft.AspNetCore.Mvc;
using Rebato.Kernel;
using Rebato.Platform.Ui;

namespace Rebato.Modules.Incidents.Reporting;

/// <summary>Refusals as programs read them: problem documents (RFC 9457) with the sentence, its code and the field.</summary>
internal static class ReportProblems
{
    public static int StatusOf(Refusal refusal) => refusal.Code switch
    {
        "report.other-site" or "report.not-from-here" => StatusCodes.Status403Forbidden,
        "report.too-large" or "report.file-too-large" => StatusCodes.Status413PayloadTooLarge,
        "report.not-a-form" => StatusCodes.Status415UnsupportedMediaType,
        "report.too-often" => StatusCodes.Status429TooManyRequests,
        "storage.full" => StatusCodes.Status507InsufficientStorage,
        _ => StatusCodes.Status400BadRequest,
    };

    public static IResult Of(Refusal refusal, Texts texts)
    {
        var problem = new ProblemDetails
        {
            Type = "urn:rebato:" + refusal.Code,
            Title = texts["report.problem"],
            Status = StatusOf(refusal),
            Detail = texts.Of(refusal),
        };
        problem.Extensions["code"] = refusal.Code;
        if (refusal.Field is { } field)
        {
            problem.Extensions["field"] = char.ToLowerInvariant(field[0]) + field[1..];
        }

        return Results.Problem(problem);
    }
}
