from lms.core.models.base_page import BasePage
from lms.core.models.job import Job
from lms.core.models.notice import Notice

__all__ = ["BasePage", "Job", "Notice"]
