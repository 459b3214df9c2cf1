using Microsoft.AspNetCore.Mvc;
using OrderService.Contracts;
using OrderService.Services;

namespace OrderService.Controllers;

[ApiController]
[Route("api/cases")]
public class CasesController(CaseService cases) : ControllerBase
{
    [HttpGet]
    public async Task<List<CaseOverview>> GetOpen(CancellationToken cancellationToken, int page = 1) =>
        await cases.GetOpenCasesAsync(Math.Max(1, page), cancellationToken);

    [HttpGet("{id:int}")]
    public ActionResult<CaseDetails> Get(int id)
    {
        var details = cases.GetDetailsAsync(id).Result;
        if (details is null)
            return NotFound();

        return details;
    }

    [HttpGet("assignments")]
    public async Task<List<CaseAssignment>> GetAssignments(CancellationToken cancellationToken) =>
        await cases.GetAssignmentsAsync(cancellationToken);

    [HttpPost("{id:int}/close")]
    public IActionResult Close(int id) => cases.Close(id) ? NoContent() : NotFound();
}
